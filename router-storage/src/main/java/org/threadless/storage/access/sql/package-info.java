/** The statements of those who are let in, and their rows. */
package org.threadless.storage.access.sql;
