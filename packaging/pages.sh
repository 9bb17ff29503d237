#!/bin/sh
# Make the man pages and the completions of a built metka: packaging/pages.sh BINARY FOLDER
set -eu
binary=$1
folder=$2

mkdir -p "$folder/completions"
"$binary" man "$folder/man1"
for shell in bash zsh fish; do
    "$binary" completions "$shell" >"$folder/completions/metka.$shell"
done
