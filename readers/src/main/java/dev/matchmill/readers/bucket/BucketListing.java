package dev.matchmill.readers.bucket;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of all pages of a listing, each page asked for when it is needed. */
final class BucketListing implements Iterator<S3Object> {

    private final Iterator<ListObjectsV2Response> pages;
    private final Function<SdkException, RuntimeException> failure;
    private Iterator<S3Object> page = Collections.emptyIterator();

    /**
     * @param failure what a page that doesn't come means
     */
    BucketListing(
            Iterator<ListObjectsV2Response> pages,
            Function<SdkException, RuntimeException> failure) {
        this.pages = pages;
        this.failure = failure;
    }

    /** Asks for pages until one holds an object or none is left. */
    void fetch() {
        try {
            while (!page.hasNext() && pages.hasNext()) {
                page = pages.next().contents().iterator();
            }
        } catch (SdkException failed) {
            throw failure.apply(failed);
        }
    }

    @Override
    public boolean hasNext() {
        fetch();
        return page.hasNext();
    }

    @Override
    public S3Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
