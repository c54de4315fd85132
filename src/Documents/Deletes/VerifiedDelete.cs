using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Deletes;

/// <summary>
/// Deletes documents whose ids do not come from the 201 that created them: each is read by its id first, and deleted only where it bears
/// the natural key that was made for it.
/// </summary>
/// <param name="reader">Reads them, with the identities that count.</param>
internal sealed class VerifiedDelete(ReadBack reader)
{
    private readonly IResourceClient _client = reader.Client;

    /// <summary>Reads a document, and deletes it where it is the one that is meant.</summary>
    /// <param name="resource">Endpoint segment.</param>
    /// <param name="id">Its id; null where the server gave none in the form of an id: then nothing is sent.</param>
    /// <param name="naturalKey">The natural key that it must bear, as JSON.</param>
    /// <param name="objection">Returns a further reason not to delete it, in words, or null; null for no further check.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its state, and why it was not deleted; null where it was, or is gone.</returns>
    /// <exception cref="BatchPerfException">Those of the client: no answer came.</exception>
    public async Task<(DeleteState State, string? Detail)> DeleteAsync(
        string resource,
        DocumentId? id,
        string naturalKey,
        Func<JsonObject, string?>? objection,
        CancellationToken cancellationToken)
    {
        if (id is null)
        {
            return (DeleteState.Unknown, "the server shows no id in the form of a GUID for it, so it was not deleted");
        }

        var shown = await _client.ReadAsync(resource, id, cancellationToken);
        if (shown.Status == 404)
        {
            return await GoneAsync(resource, id, naturalKey, cancellationToken);
        }

        if (!shown.Success)
        {
            return (DeleteState.Unknown, $"GET {resource}/{id} answered {Describe(shown)}, so it was not deleted");
        }

        if (DocumentImage.TryRead(shown.Body) is not { } image)
        {
            return (DeleteState.Unknown, $"GET {resource}/{id} answered with something other than a document, so it was not deleted");
        }

        if (Objection(resource, id, naturalKey, image, objection) is { } reason)
        {
            return (DeleteState.Foreign, reason);
        }

        reader.Of(resource).ReadsById = true;
        var answer = await _client.DeleteAsync(resource, id, cancellationToken);
        return answer.Success ? (DeleteState.Deleted, null)
            : answer.Status == 404 ? await GoneAsync(resource, id, naturalKey, cancellationToken)
            : (DeleteState.Refused, Describe(answer));
    }

    /// <summary>A 404 is believed only where nothing else shows the document, and something would.</summary>
    private async Task<(DeleteState State, string? Detail)> GoneAsync(
        string resource,
        DocumentId id,
        string naturalKey,
        CancellationToken cancellationToken) =>
        await reader.NotGoneAsync(new WantedDocument(resource, naturalKey, id), cancellationToken) is { } problem
            ? (DeleteState.Unknown, $"whether it still exists is not known ({problem}), so it was not deleted")
            : (DeleteState.Gone, null);

    private string? Objection(string resource, DocumentId id, string naturalKey, DocumentImage image, Func<JsonObject, string?>? objection)
    {
        var document = JsonNode.Parse(image.Content)!.AsObject();
        var identity = reader.Identities.Find(resource).Identity;
        return !id.Equals(image.Id) ? $"GET {resource}/{id} shows the document {image.Id?.ToString() ?? "without an id"}, so nothing "
            + "was deleted"
            : !IdentityCheck.Bears(identity, document, Parse(naturalKey)) ? $"GET {resource}/{id} shows {Shown(identity, document)}, "
                + $"not {naturalKey}, so it was not deleted"
            : objection?.Invoke(document);
    }

    private static string Shown(ResourceIdentity? identity, JsonObject document) =>
        (identity is null ? null : new KeyFields([.. identity.Paths]).Derive(document))?.ToJsonString(Json.Compact)
            ?? "a document of another identity";

    private static JsonObject Parse(string naturalKey)
    {
        try
        {
            return JsonNode.Parse(naturalKey) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return []; // which no document bears
        }
    }

    private static string Describe(ResourceAnswer answer) =>
        $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Problem}".TrimEnd();
}
