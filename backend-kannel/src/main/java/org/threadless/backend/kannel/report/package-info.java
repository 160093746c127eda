/** Kannel's delivery reports, and the URL that they come to. */
package org.threadless.backend.kannel.report;
