using System.Text.Json;
using EdFi.BatchPerf.Simulator.Batches;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>POST, PUT and DELETE of one document.</summary>
internal sealed class ResourceWrites(Simulation simulation)
{
    private readonly DocumentStore _store = simulation.Store;
    private readonly DocumentWork _documents = new(simulation.Store);

    public async Task PostAsync(HttpContext context, ResourceDefinition resource)
    {
        using var document = await ReadAsync(context);
        if (document is null)
        {
            return;
        }

        Problem? problem;
        StoredDocument? stored;
        bool created;
        string etag = "";
        lock (_store.Gate)
        {
            problem = _documents.Upsert(resource, document.RootElement, new(), [], out stored, out created);
            etag = stored is null ? "" : DocumentWriter.ETagOf(stored);
        }

        if (problem is not null)
        {
            Answer.WriteProblem(context, problem);
            return;
        }

        Locate(context, stored!, etag);
        Answer.WriteEmpty(context, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    public async Task PutAsync(HttpContext context, ResourceDefinition resource, Guid id)
    {
        using var document = await ReadAsync(context);
        if (document is null)
        {
            return;
        }

        if (!document.RootElement.TryGetProperty("id", out var bodyId)
            || bodyId.ValueKind != JsonValueKind.String
            || !bodyId.TryGetGuid(out var given)
            || given != id)
        {
            Answer.WriteProblem(context, KnownProblems.IdMismatch());
            return;
        }

        Problem? problem;
        StoredDocument? stored;
        var etag = "";
        lock (_store.Gate)
        {
            stored = _store.Table(resource).Find(id);
            problem = stored is null
                ? KnownProblems.NotFound("Resource to update was not found")
                : _documents.Update(stored, document.RootElement, IfMatch(context), new(), []);
            etag = problem is null ? DocumentWriter.ETagOf(stored!) : "";
        }

        if (problem is not null)
        {
            Answer.WriteProblem(context, problem);
            return;
        }

        Locate(context, stored!, etag);
        Answer.WriteEmpty(context, StatusCodes.Status204NoContent);
    }

    public void Delete(HttpContext context, ResourceDefinition resource, Guid id)
    {
        Problem? problem;
        bool found;
        lock (_store.Gate)
        {
            var stored = _store.Table(resource).Find(id);
            found = stored is not null;
            problem = stored is null ? null : _documents.Delete(stored, IfMatch(context), []);
        }

        if (problem is not null)
        {
            Answer.WriteProblem(context, problem);
        }
        else
        {
            Answer.WriteEmpty(context, found ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound);
        }
    }

    private static string? IfMatch(HttpContext context) =>
        context.Request.Headers.IfMatch.Count > 0 ? context.Request.Headers.IfMatch.ToString() : null;

    private static void Locate(HttpContext context, StoredDocument document, string etag)
    {
        context.Response.Headers.ETag = etag;
        var path = $"/data/{document.Definition.Project}/{document.Definition.Name}/{document.Id}";
        context.Response.Headers.Location = DiscoveryEndpoint.BaseUrl(context.Request) + path;
    }

    /// <summary>Returns the body as an object; null after having answered with the body's problem.</summary>
    private async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            Dialect.Of(simulation.Options).WriteTooLarge(context);
            return null;
        }
        catch (JsonException)
        {
            // Answered below like a body that is not an object.
        }

        Answer.WriteProblem(context, KnownProblems.BadRequest("Unable to parse the request body as a JSON object."));
        return null;
    }
}
