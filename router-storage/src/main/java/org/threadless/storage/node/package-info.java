/** The processes that work on one database: beats, and taking over from the dead. */
package org.threadless.storage.node;
