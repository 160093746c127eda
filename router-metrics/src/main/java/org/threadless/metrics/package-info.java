/** The endpoint {@code metrics}: how things are and what has happened, for Prometheus. */
package org.threadless.metrics;
