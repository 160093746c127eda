/** How it goes now. */
package org.threadless.console.today;
