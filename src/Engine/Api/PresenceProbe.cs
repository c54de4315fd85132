using System.Buffers;
using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Asks whether a document is there without reading it: a batch that updates it by its natural key under an ETag that no document has.
/// A document that is not there makes it fail with 404 and one that is there with 412. A server that ignores the ETag comes to the second
/// operation, which fails in any case and takes the first back.
/// </summary>
/// <param name="request">Sends.</param>
/// <param name="tokens">The connection's token.</param>
/// <param name="url">The batch endpoint.</param>
/// <param name="wait">Waits for a server that has no time now.</param>
internal sealed class PresenceProbe(ApiRequest request, TokenSource tokens, Uri url, RefusalWait wait)
{
    private const int There = 412;
    private const int Operations = 2;
    private const int MostRetries = 4;
    private const string NoDocumentsETag = "EdFi.BatchPerf-of-no-document";

    /// <inheritdoc cref="IResourceClient.ProbeAsync"/>
    public async Task<ResourceAnswer> AskAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
    {
        var body = Body(resource, naturalKey.Span, document.Span);
        var answer = await TryAsync(body, cancellationToken);
        for (var retries = 0; retries < MostRetries && !Answers(answer.Status); retries++)
        {
            // What a server refuses now and then it may tell the next time; a refusal writes nothing, so that it may be asked as GET.
            await wait.WaitAsync(HttpMethod.Get, answer.Raw, retries, cancellationToken);
            answer = await TryAsync(body, cancellationToken);
        }

        return answer.Read();
    }

    /// <summary>True for an answer; a success too: a batch that was committed, against all expectation, is not sent again.</summary>
    private static bool Answers(int status) => status is (>= 200 and <= 299) or 404 or There or 403 or 413 or 501;

    private async Task<Attempt> TryAsync(byte[] body, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        var answer = await SendAsync(body, token, cancellationToken);
        return new Attempt(answer.Status == 401 && await tokens.ReplaceAsync(token, cancellationToken) is { } fresh
            ? await SendAsync(body, fresh, cancellationToken)
            : answer);
    }

    private static byte[] Body(string resource, ReadOnlySpan<byte> naturalKey, ReadOnlySpan<byte> document)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("op", "update");
            writer.WriteString("resource", resource);
            writer.WritePropertyName("naturalKey");
            writer.WriteRawValue(naturalKey);
            writer.WritePropertyName("document");
            writer.WriteRawValue(document);
            writer.WriteString("ifMatch", NoDocumentsETag);
            writer.WriteEndObject();
            writer.WriteStartObject();
            writer.WriteString("op", "delete");
            writer.WriteString("resource", resource);
            writer.WriteString("documentId", Guid.NewGuid());
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        return body.WrittenSpan.ToArray();
    }

    private async Task<ApiAnswer> SendAsync(byte[] body, AccessToken token, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Headers.TryAddWithoutValidation("Authorization", token.AuthorizationHeader);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return await request.SendAsync(message, AnswerLimit.Batch(Operations), cancellationToken);
    }

    /// <summary>One answer, by the operation that failed.</summary>
    private sealed class Attempt(ApiAnswer raw)
    {
        private readonly Problem? _problem = ProblemReader.TryRead(raw.Body);

        public ApiAnswer Raw => raw;

        public int Status => _problem?.FailedOperation is not { } failed ? raw.Status
            : failed.Index == 0 ? failed.Status ?? raw.Status
            : There;

        public ResourceAnswer Read() => new()
        {
            Status = Status,
            Body = raw.Body,
            Problem = raw.Status is >= 200 and <= 299 ? null : _problem?.Describe() ?? StatusWords.Of(raw.Status) ?? "",
        };
    }
}
