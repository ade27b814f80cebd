package dev.matchmill.readers.bucket;

import dev.matchmill.migrations.type.RejectionReason;
import dev.matchmill.readers.document.ApplicationHint;
import dev.matchmill.readers.document.DocumentReadException;
import dev.matchmill.readers.document.DocumentRef;
import dev.matchmill.readers.document.DocumentSource;
import dev.matchmill.readers.document.IgnoredNames;
import dev.matchmill.readers.document.SourceException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a bucket below a prefix, page by page in the order of their keys. An external id
 * is the key behind the prefix; an object's entity tag and size say whether it has changed, so that
 * an unchanged one is not fetched. What {@link IgnoredNames} names and keys that end in '/'
 * (markers of folders) are not listed. Thread-safe.
 *
 * <p>A store that doesn't answer, or answers with an error of its own after several attempts, is
 * away; a missing bucket, a missing right and a wrong region are refusals.
 */
public final class BucketSource implements DocumentSource {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private volatile boolean listed;

    /**
     * @param prefix a folder of keys, with or without '/' at its end; empty for the whole bucket
     */
    public BucketSource(BucketSettings settings, String bucket, String prefix) {
        this.client = BucketClient.open(settings);
        this.bucket = bucket;
        this.prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    @Override
    public Stream<DocumentRef> list() {
        try {
            var pages =
                    client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix));
            BucketListing objects = new BucketListing(pages.iterator(), this::failure);
            // The first page is asked for here, so that a refusal comes before anything is done.
            objects.fetch();
            listed = true;
            return StreamSupport.stream(
                            Spliterators.spliteratorUnknownSize(objects, Spliterator.ORDERED),
                            false)
                    .filter(object -> isDocument(object.key()))
                    .map(this::ref);
        } catch (SdkException failed) {
            throw failure(failed);
        }
    }

    private boolean isDocument(String key) {
        String id = key.substring(prefix.length());
        return !id.isEmpty()
                && !id.endsWith("/")
                && Arrays.stream(id.split("/", -1))
                        .noneMatch(part -> IgnoredNames.contains(part) && !part.matches("\\.+"));
    }

    private DocumentRef ref(S3Object object) {
        String tag = object.eTag();
        return new DocumentRef(
                object.key().substring(prefix.length()),
                object.size(),
                tag == null ? null : tag + " " + object.size(),
                ApplicationHint.NONE);
    }

    @Override
    public byte[] read(DocumentRef ref, long maxBytes) throws IOException {
        if (ref.size() > maxBytes) {
            throw tooLarge(maxBytes);
        }
        String key = prefix + ref.externalId();
        try (ResponseInputStream<GetObjectResponse> in =
                client.getObject(request -> request.bucket(bucket).key(key))) {
            if (in.response().contentLength() > maxBytes) {
                in.abort();
                throw tooLarge(maxBytes);
            }
            byte[] content = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (content.length > maxBytes) {
                in.abort();
                throw tooLarge(maxBytes);
            }
            return content;
        } catch (S3Exception refused) {
            throw refusal(refused);
        } catch (SdkException failed) {
            throw failure(failed);
        } catch (DocumentReadException known) {
            throw known;
        } catch (IOException cut) {
            throw SourceException.away("the store of " + name() + " broke off an answer.", cut);
        }
    }

    private RuntimeException away(SdkException cause) {
        return SourceException.away(
                "the store of " + name() + " does not answer: try again later.", cause);
    }

    /** About one object, where the listing went well. */
    private DocumentReadException refusal(S3Exception refused) {
        boolean bucketIsGone = "NoSuchBucket".equals(code(refused));
        if (refused.statusCode() == NOT_FOUND && !bucketIsGone) {
            return new DocumentReadException(
                    RejectionReason.VANISHED, "no longer in the bucket", refused);
        }
        if (refused.statusCode() == FORBIDDEN && listed) {
            return new DocumentReadException(
                    RejectionReason.UNREADABLE, "the store refuses the object", refused);
        }
        throw failure(refused);
    }

    private RuntimeException failure(SdkException failed) {
        if (!(failed instanceof S3Exception answer)) {
            return failed instanceof SdkClientException ? away(failed) : failed;
        }
        int status = answer.statusCode();
        if (status >= SERVER_ERROR || status == TOO_MANY || "SlowDown".equals(code(answer))) {
            return away(failed);
        }
        String what =
                switch (status) {
                    case NOT_FOUND ->
                            "there is no " + name() + ": check --source and the endpoint.";
                    case FORBIDDEN ->
                            "the store refuses "
                                    + name()
                                    + ": the keys are wrong or may not list it.";
                    default ->
                            "the store refuses "
                                    + name()
                                    + " with status "
                                    + status
                                    + ": check region, endpoint and path-style.";
                };
        return SourceException.refused(what, failed);
    }

    private static String code(S3Exception answer) {
        return answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    }

    private String name() {
        return "bucket " + bucket;
    }

    private static DocumentReadException tooLarge(long maxBytes) {
        return new DocumentReadException(
                RejectionReason.TOO_LARGE, "more than " + maxBytes + " bytes", null);
    }

    @Override
    public void close() {
        client.close();
    }
}
