using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;
using EdFi.BatchPerf.Simulator.World;

namespace EdFi.BatchPerf.Simulator.Http;

/// <summary>GET by id, and GET of a page of the documents that match a query.</summary>
internal sealed class ResourceReads(Simulation simulation)
{
    private readonly DocumentStore _store = simulation.Store;

    public void Get(HttpContext context, ResourceDefinition resource, Guid id)
    {
        if (id != Guid.Empty)
        {
            GetOne(context, resource, id);
            return;
        }

        var query = ResourceQuery.Read(resource, context.Request.Query, simulation.Options.QueryMapping, out var problem);
        if (problem is not null)
        {
            Answer.WriteProblem(context, problem);
            return;
        }

        lock (_store.Gate)
        {
            var isShown = !simulation.Options.QueryMapping.Hides(resource.Name) && !(IsBlind(resource) && query.HasFilters);
            var found = isShown ? query.Find(_store.Table(resource)).ToList() : [];
            if (query.TotalCount)
            {
                context.Response.Headers["Total-Count"] = found.Count.ToString(CultureInfo.InvariantCulture);
            }

            Answer.Write(
                context,
                StatusCodes.Status200OK,
                Answer.Json,
                writer => WritePage(writer, found.Skip(query.Offset).Take(query.Limit)));
        }
    }

    private void GetOne(HttpContext context, ResourceDefinition resource, Guid id)
    {
        lock (_store.Gate)
        {
            if (!simulation.Options.QueryMapping.Hides(resource.Name) && _store.Table(resource).Find(id) is { } document)
            {
                Answer.Write(context, StatusCodes.Status200OK, Answer.Json, writer => DocumentWriter.Write(writer, document));
            }
            else
            {
                Answer.WriteEmpty(context, StatusCodes.Status404NotFound);
            }
        }
    }

    private bool IsBlind(ResourceDefinition resource) =>
        simulation.Options.BlindQueries.Split(';', StringSplitOptions.TrimEntries)
            .Contains(resource.Name, StringComparer.OrdinalIgnoreCase);

    private static void WritePage(Utf8JsonWriter writer, IEnumerable<StoredDocument> documents)
    {
        writer.WriteStartArray();
        foreach (var document in documents)
        {
            DocumentWriter.Write(writer, document);
        }

        writer.WriteEndArray();
    }
}
