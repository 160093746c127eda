/** Commands that copy all that is stored: backups, and moves to another database. */
package org.threadless.server.command.database;
