/** Who may come in, people and programs, and who did what. */
package org.threadless.console.access;
