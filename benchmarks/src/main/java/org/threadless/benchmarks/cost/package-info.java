/** What parts of a message's way cost. */
package org.threadless.benchmarks.cost;
