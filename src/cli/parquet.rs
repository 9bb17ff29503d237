//! A table as a Parquet file. Rows are gathered up to a row group, so that memory does not grow with the table.

use super::building::Building;
use crate::{
    formats::{Cell, Column, Holding, Row, Table},
    locale::{Place, Problem},
    msg,
};
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    data_type::{ByteArray, ByteArrayType, Int32Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::Type,
};
use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A row group is written when what waits has so many bytes.
const GROUP_BYTES: usize = 8 << 20;

/// A file that grows beside its place.
pub(super) struct Writer {
    file: SerializedFileWriter<File>,
    columns: Vec<(Column, Vec<Cell>)>,
    /// How many bytes wait to be written.
    bytes: usize,
    building: Building,
    place: PathBuf,
}

impl Writer {
    /// A file for `table` that will be at `place`.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub fn new(place: &Path, table: &Table) -> Result<Self, Problem> {
        let building = Building::beside(place);
        let open = || {
            let file = File::create_new(building.path())?;
            SerializedFileWriter::new(file, schema(table)?, Arc::new(properties()))
        };
        let columns = table.columns.iter().map(|column| (*column, Vec::new()));
        Ok(Self {
            file: open().map_err(|why| refused(place, &why))?,
            columns: columns.collect(),
            bytes: 0,
            building,
            place: place.to_owned(),
        })
    }

    /// Add rows.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn put(&mut self, rows: Vec<Row>) -> Result<(), Problem> {
        for row in rows {
            for ((_, column), cell) in self.columns.iter_mut().zip(row) {
                self.bytes += size(&cell);
                column.push(cell);
            }
            if self.bytes >= GROUP_BYTES {
                self.group()?;
            }
        }
        Ok(())
    }

    /// Write what was gathered.
    fn group(&mut self) -> Result<(), Problem> {
        self.bytes = 0;
        let mut write = || {
            let mut group = self.file.next_row_group()?;
            for (column, cells) in &mut self.columns {
                fill(&mut group, *column, std::mem::take(cells))?;
            }
            group.close()
        };
        let written = write().map(drop);
        written.map_err(|why| refused(&self.place, &why))
    }

    /// All rows were given: put the file in its place.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(mut self) -> Result<(), Problem> {
        self.group()?;
        let closed = self.file.close().map(drop);
        let put = closed.and_then(|()| Ok(self.building.put(&self.place)?));
        put.map_err(|why| refused(&self.place, &why))
    }
}

fn size(cell: &Cell) -> usize {
    let text = match cell {
        Cell::Text(text) => text.len(),
        Cell::None | Cell::Number(_) => 0,
    };
    size_of::<Cell>() + text
}

fn schema(table: &Table) -> Result<Arc<Type>, ParquetError> {
    let fields = table.columns.iter().map(|column| {
        let (physical, logical) = match column.holds {
            Holding::Number => (Physical::INT32, None),
            Holding::Text | Holding::Perhaps => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let repetition = match column.holds {
            Holding::Perhaps => Repetition::OPTIONAL,
            Holding::Number | Holding::Text => Repetition::REQUIRED,
        };
        let field = Type::primitive_type_builder(column.name, physical);
        let field = field.with_repetition(repetition);
        Ok(Arc::new(field.with_logical_type(logical).build()?))
    });
    let fields = fields.collect::<Result<_, ParquetError>>()?;
    let group = Type::group_type_builder(table.name).with_fields(fields);
    Ok(Arc::new(group.build()?))
}

fn properties() -> WriterProperties {
    let properties = WriterProperties::builder();
    properties.set_compression(Compression::SNAPPY).build()
}

/// Write the next column of a row group.
fn fill(
    group: &mut SerializedRowGroupWriter<'_, File>,
    column: Column,
    cells: Vec<Cell>,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else {
        return Ok(());
    };
    match column.holds {
        Holding::Number => {
            let numbers: Vec<i32> = cells.iter().filter_map(number).collect();
            let writer = writer.typed::<Int32Type>();
            writer.write_batch(&numbers, None, None)?;
        }
        Holding::Text | Holding::Perhaps => {
            let there = cells.iter().map(|cell| i16::from(*cell != Cell::None));
            let there: Vec<i16> = there.collect();
            let levels = (column.holds == Holding::Perhaps).then_some(&there[..]);
            let texts: Vec<ByteArray> = cells.into_iter().filter_map(text).collect();
            let writer = writer.typed::<ByteArrayType>();
            writer.write_batch(&texts, levels, None)?;
        }
    }
    writer.close()
}

fn number(cell: &Cell) -> Option<i32> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::None | Cell::Text(_) => None,
    }
}

fn text(cell: Cell) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(text.into_bytes().into()),
        Cell::None | Cell::Number(_) => None,
    }
}

fn refused(place: &Path, why: &ParquetError) -> Problem {
    Problem::new(msg!("import-not-written"))
        .at(Place::file(place.display().to_string()))
        .because(why.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };

    const TABLE: Table = Table {
        name: "table",
        columns: &[
            Column {
                name: "number",
                holds: Holding::Number,
            },
            Column {
                name: "text",
                holds: Holding::Text,
            },
            Column {
                name: "perhaps",
                holds: Holding::Perhaps,
            },
        ],
    };

    fn row(number: usize, text: &str) -> Row {
        let perhaps = number.is_multiple_of(3).then_some("да");
        vec![(number as u32).into(), text.into(), perhaps.into()]
    }

    /// How many row groups a file of these rows has; every row is read back.
    fn groups(count: usize, text: &str) -> usize {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a.parquet");
        let mut writer = Writer::new(&place, &TABLE).unwrap();
        for number in 0..count {
            writer.put(vec![row(number, text)]).unwrap();
            assert!(writer.bytes < GROUP_BYTES);
        }
        assert!(!place.exists());
        writer.finish().unwrap();
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        let reader = SerializedFileReader::new(File::open(&place).unwrap()).unwrap();
        let mut read = 0;
        for (number, row) in reader.get_row_iter(None).unwrap().enumerate() {
            let fields: Vec<Field> = row
                .unwrap()
                .get_column_iter()
                .map(|it| it.1.clone())
                .collect();
            let perhaps = match number % 3 {
                0 => Field::Str("да".to_owned()),
                _ => Field::Null,
            };
            let expected = [
                Field::Int(number as i32),
                Field::Str(text.to_owned()),
                perhaps,
            ];
            assert_eq!(fields, expected);
            read += 1;
        }
        assert_eq!(read, count);
        reader.metadata().num_row_groups()
    }

    #[test]
    fn rows_are_read_back_and_few_wait_at_a_time() {
        assert_eq!(groups(10, "раз"), 1);
        assert_eq!(groups(GROUP_BYTES / size_of::<Cell>() / 3, "x"), 2);
        assert_eq!(groups(5, &"я".repeat(GROUP_BYTES / 4)), 3);
    }

    #[test]
    fn a_file_that_was_not_finished_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::new(&folder.path().join("a.parquet"), &TABLE).unwrap();
        writer.put(vec![row(1, "x")]).unwrap();
        drop(writer);
        assert_eq!(folder.path().read_dir().unwrap().count(), 0);
        assert!(Writer::new(&folder.path().join("no/a.parquet"), &TABLE).is_err());
    }
}
