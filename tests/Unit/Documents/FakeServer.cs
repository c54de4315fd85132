using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Unit.Documents;

/// <summary>Single-resource endpoints in memory: upsert by natural key, queries, pages, refusals on request.</summary>
internal sealed class FakeServer : IResourceClient
{
    private readonly Dictionary<string, List<JsonObject>> _store = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _nextId;

    public string ApiPrefix => "/data/ed-fi";

    public object Session { get; set; } = new();

    /// <summary>Every request that could have changed something.</summary>
    public List<string> Writes { get; } = [];

    public List<string> Reads { get; } = [];

    /// <summary>Resources of documents of which it was asked whether they are there, without a look.</summary>
    public List<string> Probes { get; } = [];

    /// <summary>Resources whose queries find nothing although the list has it.</summary>
    public HashSet<string> BlindQueries { get; } = new(StringComparer.Ordinal);

    /// <summary>"METHOD resource" that is answered with the given status.</summary>
    public Dictionary<string, int> Refuse { get; } = new(StringComparer.Ordinal);

    /// <summary>Most documents on a page; a higher limit is silently lowered.</summary>
    public int PageCap { get; init; } = 500;

    /// <summary>Highest limit that is not a 400.</summary>
    public int MaxLimit { get; init; } = 500;

    public bool IgnoreOffset { get; init; }

    /// <summary>True for a server that answers every query with everything.</summary>
    public bool IgnoreQueries { get; set; }

    /// <summary>How a list shows a document; what it is given is a copy.</summary>
    public Func<JsonObject, JsonObject> Lists { get; set; } = static document => document;

    /// <summary>What a GET by id answers; null for what is there.</summary>
    public Func<DocumentId, ResourceAnswer?> Reading { get; set; } = static _ => null;

    /// <summary>Ids of documents that were deleted.</summary>
    public List<string> Deleted { get; } = [];

    public int Count(string resource) => _store.TryGetValue(resource, out var documents) ? documents.Count : 0;

    public IReadOnlyList<JsonObject> All(string resource) => _store.TryGetValue(resource, out var documents) ? documents : [];

    public JsonObject Single(string resource) => Assert.Single(_store[resource]);

    public FakeServer With(string resource, string json)
    {
        Upsert(resource, JsonNode.Parse(json)!.AsObject());
        return this;
    }

    public FakeServer WithDescriptors(params string[] uris)
    {
        foreach (var uri in uris)
        {
            var parts = uri.Split('#');
            var name = parts[0][(parts[0].LastIndexOf('/') + 1)..];
            With(char.ToLowerInvariant(name[0]) + name[1..] + "s", $$"""{"namespace":"{{parts[0]}}","codeValue":"{{parts[1]}}"}""");
        }

        return this;
    }

    public Task<ResourceAnswer> GetAsync(string resource, string? query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Reads.Add($"{resource}?{query}");
            if (Refused("GET", resource) is { } refusal)
            {
                return Task.FromResult(refusal);
            }

            var fields = (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static f => f.Split('=')).ToDictionary(static f => f[0], static f => Uri.UnescapeDataString(f[1]), StringComparer.Ordinal);
            var asked = fields.Keys.Any(static f => f is not ("limit" or "offset"));
            var limit = fields.Remove("limit", out var l) ? int.Parse(l) : 25;
            var offset = fields.Remove("offset", out var o) && !IgnoreOffset ? int.Parse(o) : 0;
            if (limit > MaxLimit)
            {
                return Task.FromResult(new ResourceAnswer { Status = 400, Problem = "limit is too high" });
            }

            var all = _store.TryGetValue(resource, out var documents) ? documents : [];
            var found = asked && IgnoreQueries ? all : fields.Count > 0 && BlindQueries.Contains(resource)
                ? []
                : all.Where(d => fields.All(f => Leaves(d).Any(leaf => leaf.Key == f.Key && leaf.Value == f.Value)));
            var page = new JsonArray([.. found.Skip(offset).Take(Math.Min(limit, PageCap)).Select(d => Lists(d.DeepClone().AsObject()))]);
            return Task.FromResult(new ResourceAnswer { Status = 200, Body = Encoding.UTF8.GetBytes(page.ToJsonString()) });
        }
    }

    public Task<ResourceAnswer> PostAsync(string resource, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Writes.Add($"POST {resource}");
            return Task.FromResult(Refused("POST", resource) ?? Upsert(resource, JsonSerializer.Deserialize<JsonObject>(document.Span)!));
        }
    }

    public Task<ResourceAnswer> ReadAsync(string resource, DocumentId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Reads.Add($"{resource}/{id}");
            var document = All(resource).FirstOrDefault(d => (string?)d["id"] == id.ToString());
            return Task.FromResult(Reading(id) ?? (document is null
                ? new ResourceAnswer { Status = 404 }
                : new ResourceAnswer { Status = 200, Body = Encoding.UTF8.GetBytes(document.ToJsonString()) }));
        }
    }

    public Task<ResourceAnswer> ProbeAsync(string resource, ReadOnlyMemory<byte> naturalKey, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Probes.Add(resource);
            var key = KnownIdentities.Of(resource)!.Derive(JsonSerializer.Deserialize<JsonObject>(document.Span)!)!.ToJsonString();
            var there = All(resource).Any(d => KnownIdentities.Of(resource)!.Derive(d)!.ToJsonString() == key);
            return Task.FromResult(Refused("PROBE", resource) ?? new ResourceAnswer { Status = there ? 412 : 404 });
        }
    }

    public Task<ResourceAnswer> PutAsync(string resource, DocumentId id, ReadOnlyMemory<byte> document, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ResourceAnswer> DeleteAsync(string resource, DocumentId id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Writes.Add($"DELETE {resource}");
            var refusal = Refused("DELETE", resource);
            var removed = refusal is null && _store.TryGetValue(resource, out var documents) && documents.RemoveAll(d => (string?)d["id"] == id.ToString()) > 0;
            if (removed)
            {
                Deleted.Add(id.ToString());
            }

            return Task.FromResult(refusal ?? new ResourceAnswer { Status = removed ? 204 : 404 });
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonObject document)
        => document.SelectMany(static p => p.Value switch
        {
            JsonObject child => Leaves(child),
            JsonValue value => [new KeyValuePair<string, string>(p.Key, value.ToString())],
            _ => [],
        });

    private ResourceAnswer? Refused(string method, string resource)
        => Refuse.TryGetValue($"{method} {resource}", out var status) ? new ResourceAnswer { Status = status, Problem = $"{method} of {resource} was refused for a reason" } : null;

    private ResourceAnswer Upsert(string resource, JsonObject document)
    {
        var documents = _store.TryGetValue(resource, out var known) ? known : _store[resource] = [];
        var fields = KnownIdentities.Of(resource)!;
        var key = fields.Derive(document)!.ToJsonString();
        var index = documents.FindIndex(d => fields.Derive(d)!.ToJsonString() == key);
        var id = index < 0 ? new Guid(++_nextId, 0, 0, new byte[8]).ToString() : (string)documents[index]["id"]!;
        document["id"] = id;
        if (index < 0)
        {
            documents.Add(document);
        }
        else
        {
            documents[index] = document;
        }

        return new ResourceAnswer { Status = index < 0 ? 201 : 200, Id = DocumentId.TryParse(id) };
    }
}
