# import-peer.R - reads the table of the import benchmark with data.table's fread on one thread
#
# SPDX-License-Identifier: GPL-3.0-or-later
library (data.table)
setDTthreads (1)
path <- commandArgs (trailingOnly = TRUE)[1]
before <- proc.time ()
table <- fread (path, nThread = 1, showProgress = FALSE)
cpu <- sum ((proc.time () - before)[c ("user.self", "sys.self")])
columns <- vapply (table, function (column) {
  sprintf ('{"sum": %.2f, "distinct": %d}', if (is.character (column)) 0 else sum (as.numeric (column)), uniqueN (column))
}, "")
cat (sprintf ('{"cpu": %.3f, "rows": %d, "columns": [%s]}\n', cpu, nrow (table), paste (columns, collapse = ", ")))
