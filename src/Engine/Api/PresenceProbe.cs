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
internal sealed class PresenceProbe(ApiRequest request, TokenSource tokens, Uri url)
{
    private const int There = 412;
    private const int Operations = 2;
    private const string NoDocumentsETag = "EdFi.BatchPerf-of-no-document";

    /// <inheritdoc cref="IResourceClient.ProbeAsync"/>
    public async Task<ResourceAnswer> AskAsync(
        string resource,
        ReadOnlyMemory<byte> naturalKey,
        ReadOnlyMemory<byte> document,
        CancellationToken cancellationToken)
    {
        var body = Body(resource, naturalKey.Span, document.Span);
        var token = await tokens.GetAsync(cancellationToken);
        var answer = await SendAsync(body, token, cancellationToken);
        if (answer.Status == 401 && await tokens.ReplaceAsync(token, cancellationToken) is { } fresh)
        {
            answer = await SendAsync(body, fresh, cancellationToken);
        }

        var problem = ProblemReader.TryRead(answer.Body);
        return new ResourceAnswer
        {
            Status = problem?.FailedOperation is not { } failed ? answer.Status
                : failed.Index == 0 ? failed.Status ?? answer.Status
                : There,
            Body = answer.Body,
            Problem = answer.Status is >= 200 and <= 299 ? null : problem?.Describe() ?? StatusWords.Of(answer.Status) ?? "",
        };
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
}
