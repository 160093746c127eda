/** Measures the router; see {@link org.threadless.benchmarks.Benchmarks}. */
package org.threadless.benchmarks;
