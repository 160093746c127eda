/** Messages to many: what is wanted, what would become of it, and how far it is. */
package org.threadless.console.broadcast;
