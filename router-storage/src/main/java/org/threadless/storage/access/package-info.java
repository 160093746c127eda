/** What programs are let in by. */
package org.threadless.storage.access;
