/** What programs and people are let in by, and who did what. */
package org.threadless.storage.access;
