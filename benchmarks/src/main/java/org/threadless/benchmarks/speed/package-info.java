/** How many messages a second there can be, and how long each takes. */
package org.threadless.benchmarks.speed;
