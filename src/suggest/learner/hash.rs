//! Hashes that are the same on every machine and in every version: weights are kept by them.

/// The hash of nothing.
pub const NONE: u32 = 0x811c_9dc5;

/// The hash of `bytes` (FNV-1a).
pub fn of(bytes: &[u8]) -> u32 {
    bytes.iter().fold(NONE, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// One hash of two.
pub fn mix(a: u32, b: u32) -> u32 {
    let product = u64::from(a ^ 0x9e37_79b9).wrapping_mul(0x9fb2_1c65_1e98_df25)
        ^ u64::from(b).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let product = (product ^ (product >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (product >> 32) as u32
}
