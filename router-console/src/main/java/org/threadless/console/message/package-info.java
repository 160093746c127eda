/** Messages: finding them, what became of each, and what is done about it. */
package org.threadless.console.message;
