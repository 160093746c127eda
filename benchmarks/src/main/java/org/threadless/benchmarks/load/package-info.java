/** Messages as they are brought: as many as can be, or so many a second. */
package org.threadless.benchmarks.load;
