/** People whom nothing goes to, and why. */
package org.threadless.console.unreached;
