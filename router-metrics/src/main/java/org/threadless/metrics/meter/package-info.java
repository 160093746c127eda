/** What is measured, and how. */
package org.threadless.metrics.meter;
