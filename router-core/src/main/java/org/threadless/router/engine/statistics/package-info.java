/** How many messages there are and what fails, for who only reads: pages, the API. */
package org.threadless.router.engine.statistics;
