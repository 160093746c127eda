/** What is done with a database that no router works on, or without being one of its nodes. */
package org.threadless.storage.offline;
