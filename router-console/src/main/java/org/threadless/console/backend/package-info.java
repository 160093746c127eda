/** How the ways in and out are, and what is done with them. */
package org.threadless.console.backend;
