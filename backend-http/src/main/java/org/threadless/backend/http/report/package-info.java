/** What of a request is a delivery report. */
package org.threadless.backend.http.report;
