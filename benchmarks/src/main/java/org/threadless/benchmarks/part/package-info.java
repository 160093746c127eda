/** What is measured, and what everything is measured with. */
package org.threadless.benchmarks.part;
