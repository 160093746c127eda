/** What apps have asked, and wait for. */
package org.threadless.storage.dialog;
