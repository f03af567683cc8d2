# import-peer.R - reads the table of the import benchmark with data.table's fread on one thread
#
# SPDX-License-Identifier: GPL-3.0-or-later
library (data.table)
setDTthreads (1)
arguments <- commandArgs (trailingOnly = TRUE)
path <- arguments[1]
# Texts as codes into a dictionary, as they are in our columns.
as_codes <- length (arguments) > 1
before <- proc.time ()
table <- fread (path, nThread = 1, showProgress = FALSE, stringsAsFactors = as_codes)
cpu <- sum ((proc.time () - before)[c ("user.self", "sys.self")])
columns <- vapply (table, function (column) {
  sprintf ('{"sum": %.2f, "distinct": %d}', if (is.character (column) || is.factor (column)) 0 else sum (as.numeric (column)), uniqueN (column))
}, "")
cat (sprintf ('{"cpu": %.3f, "rows": %d, "columns": [%s]}\n', cpu, nrow (table), paste (columns, collapse = ", ")))
