/** What several commands print in lines of columns. */
package org.threadless.server.command.table;
