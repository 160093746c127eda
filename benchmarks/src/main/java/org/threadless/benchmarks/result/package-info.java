/** What was measured, as tables and pictures. */
package org.threadless.benchmarks.result;
