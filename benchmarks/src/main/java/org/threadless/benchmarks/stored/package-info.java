/** What it is like with much that is stored. */
package org.threadless.benchmarks.stored;
