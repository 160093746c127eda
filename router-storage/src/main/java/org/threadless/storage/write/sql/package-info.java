/** The statements that messages, and their waiting, are stored with. */
package org.threadless.storage.write.sql;
