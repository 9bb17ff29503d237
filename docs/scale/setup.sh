#!/bin/sh
# A virtual environment with PySpark for docs/scale/suggest_spark.py. Needs python3 (3.9 or later) and Java 17.
#   docs/scale/setup.sh [FOLDER]        default: .venv-spark
set -eu
folder=${1:-.venv-spark}
command -v java > /dev/null || { echo "java is missing: install a JRE, version 17" >&2; exit 1; }
command -v metka > /dev/null || { echo "metka is not on the path: cargo install --path ." >&2; exit 1; }
python3 -m venv "$folder"
"$folder/bin/pip" install --quiet "pyspark>=3.5" "pandas>=2" "pyarrow>=15" setuptools
echo "run: $folder/bin/python docs/scale/suggest_spark.py IN OUT"
