/** Messages as all pages show them, and sending one by hand. */
package org.threadless.console.message;
