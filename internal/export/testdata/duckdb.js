// Prints the rows of every Parquet file of a folder as JSON, {file: [rows]}, as DuckDB reads them: all columns as text, in
// the order of the file. Arguments: the folder of the package @duckdb/node-api, the folder of the tables.
const fs = require("fs"), path = require("path");
const [pkg, dir] = process.argv.slice(2);
const { DuckDBInstance } = require(pkg);

(async () => {
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  const out = {};
  for (const file of fs.readdirSync(dir).filter((f) => f.endsWith(".parquet")).sort()) {
    const from = `read_parquet('${path.join(dir, file).replaceAll("'", "''")}', file_row_number = true)`;
    const read = await db.runAndReadAll(`SELECT COLUMNS(c -> c <> 'file_row_number')::VARCHAR FROM ${from} ORDER BY file_row_number`);
    out[file] = read.getRowObjectsJson();
  }
  process.stdout.write(JSON.stringify(out));
})().catch((e) => { console.error(String(e)); process.exit(1); });
