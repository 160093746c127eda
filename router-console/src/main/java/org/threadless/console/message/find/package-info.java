/** Messages that somebody looks for: listed, as a table, and what is done with all of them. */
package org.threadless.console.message.find;
