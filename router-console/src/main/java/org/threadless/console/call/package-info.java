/** How a page of the console is asked for, and how it answers. */
package org.threadless.console.call;
