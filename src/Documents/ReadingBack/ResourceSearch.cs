using System.Collections.Concurrent;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>One search, for documents of one resource.</summary>
internal sealed class ResourceSearch(
    IResourceClient client,
    string resource,
    ResourceIdentity? identity,
    ResourceSight sight,
    int parallel,
    Action<WantedDocument, DocumentLookup> report)
{
    private const int MostQueries = 3;

    /// <summary>Reads in a row without an answer, for each request in flight, after which no more are made.</summary>
    private const int MostSilent = 3;

    private readonly ConcurrentDictionary<WantedDocument, bool> _gone = new();

    /// <summary>Documents that could not be read by their ids although they may be there, and why.</summary>
    private readonly ConcurrentDictionary<WantedDocument, DocumentLookup> _unread = new();
    private DocumentLookup? _refusal;
    private string? _gap;
    private BatchPerfException? _silence;
    private int _silent;

    private bool IsAway => Volatile.Read(ref _silent) >= MostSilent * parallel;

    public async Task RunAsync(IReadOnlyList<WantedDocument> wanted, CancellationToken cancellationToken)
    {
        var open = await ByIdAsync(wanted, cancellationToken);
        var honoured = new List<QueryField>();
        foreach (var field in open.Count == 0 ? [] : QueryField.Of(identity, open[0]).Take(MostQueries))
        {
            IReadOnlyList<QueryField> fields = [.. honoured, field];
            var (rest, seen) = await LearnAsync(fields, open, cancellationToken);
            open = rest;
            if (open.Count == 0 || _refusal is not null || seen == QuerySight.NoControl)
            {
                break; // without a document of the resource no query can be tried
            }

            if (seen == QuerySight.Finds || (seen == QuerySight.Ignored && open.Count == 1))
            {
                honoured.Add(field);
                open = await ByQueryAsync(fields, open, cancellationToken);
            }

            if (open.Count == 0)
            {
                break;
            }
        }

        if (open.Count > 0 && _refusal is null)
        {
            open = await ByListAsync(open, cancellationToken);
        }

        foreach (var left in open)
        {
            report(
                left,
                _gone.ContainsKey(left) && sight.ReadsById ? new DocumentLookup { How = "by id" }
                    : _refusal ?? (_unread.TryGetValue(left, out var unread) ? unread : Unknown()));
        }
    }

    private async Task<IReadOnlyList<WantedDocument>> ByIdAsync(IReadOnlyList<WantedDocument> wanted, CancellationToken cancellationToken)
    {
        var open = new ConcurrentBag<WantedDocument>(wanted.Where(static w => w.Id is null));
        await Parallel.ForEachAsync(wanted.Where(static w => w.Id is not null), Options(cancellationToken), async (one, token) =>
        {
            if (await ReadAsync(one, token) is { } image)
            {
                report(one, new DocumentLookup { Image = image, How = "by id" });
            }
            else
            {
                open.Add(one);
            }
        });
        return open.Count == wanted.Count ? wanted : [.. wanted.Where(open.ToHashSet().Contains)];
    }

    /// <summary>The document under its id; null where it is not there, or is another one: then its key is looked for.</summary>
    private async Task<DocumentImage?> ReadAsync(WantedDocument wanted, CancellationToken cancellationToken)
    {
        if (IsAway)
        {
            _unread[wanted] = new DocumentLookup
            {
                Problem = "no answer came to those that were read by their ids before it",
                Error = Volatile.Read(ref _silence),
            };
            return null;
        }

        try
        {
            var answer = await client.ReadAsync(resource, wanted.Id!, cancellationToken);
            Volatile.Write(ref _silent, 0);
            if (answer.Status == 404)
            {
                _gone[wanted] = true;
            }
            else if (!answer.Success)
            {
                _unread[wanted] = new DocumentLookup { Problem = $"its id was answered with {answer.Status}" };
            }

            if (!answer.Success
                || DocumentImage.TryRead(answer.Body) is not { } image
                || !wanted.Id!.Equals(image.Id)
                || !IdentityCheck.Bears(identity, image.Fields, wanted.Key()))
            {
                return null;
            }

            sight.ReadsById = true;
            sight.Show(image);
            return image;
        }
        catch (BatchPerfException problem)
        {
            Volatile.Write(ref _silence, problem);
            Interlocked.Increment(ref _silent);
            _unread[wanted] = new DocumentLookup { Problem = problem.Message.TrimEnd('.'), Error = problem };
            return null; // it is looked for by its key, but what is not found so is not known to be absent
        }
    }

    /// <summary>Asks for the first document alone; where that finds nothing, a document that is known to be there tells why.</summary>
    private async Task<(IReadOnlyList<WantedDocument> Open, QuerySight Seen)> LearnAsync(
        IReadOnlyList<QueryField> fields,
        IReadOnlyList<WantedDocument> open,
        CancellationToken cancellationToken)
    {
        var names = Names(fields);
        if (sight[names] is not (QuerySight.NotTried or QuerySight.NoControl) and var known)
        {
            return (open, known);
        }

        await sight.Learning.WaitAsync(cancellationToken);
        try
        {
            if (sight[names] is not (QuerySight.NotTried or QuerySight.NoControl) and var meanwhile)
            {
                return (open, meanwhile);
            }

            var (rest, shown) = await GroupAsync(fields, [open[0]], claimAbsence: false, cancellationToken);
            if (_refusal is not null)
            {
                return (open, QuerySight.Refused);
            }

            open = rest.Count == 0 ? [.. open.Skip(1)] : open;
            var ignored = sight[names] == QuerySight.Ignored;
            return (open, sight[names] = ignored ? QuerySight.Ignored
                : shown is not null && fields.All(f => f.IsProvedBy(shown.Fields)) ? QuerySight.Finds
                : open.Count == 0 ? QuerySight.NotTried
                : await new QueryControl(client, resource, sight).TryAsync(fields, cancellationToken));
        }
        finally
        {
            sight.Learning.Release();
        }
    }

    /// <summary>One query for each value of the fields.</summary>
    private async Task<IReadOnlyList<WantedDocument>> ByQueryAsync(
        IReadOnlyList<QueryField> fields,
        IReadOnlyList<WantedDocument> open,
        CancellationToken cancellationToken)
    {
        var rest = new ConcurrentBag<WantedDocument>();
        var groups = open.GroupBy(w => QueryOf(fields, w), StringComparer.Ordinal);
        await Parallel.ForEachAsync(groups, Options(cancellationToken), async (group, token) =>
        {
            foreach (var one in IsAway ? [.. group] : (await GroupAsync(fields, [.. group], claimAbsence: true, token)).Open)
            {
                rest.Add(one);
            }
        });
        return [.. rest];
    }

    /// <summary>One query, for documents with the same values in its fields.</summary>
    private async Task<(IReadOnlyList<WantedDocument> Open, DocumentImage? Shown)> GroupAsync(
        IReadOnlyList<QueryField> fields,
        IReadOnlyList<WantedDocument> group,
        bool claimAbsence,
        CancellationToken cancellationToken)
    {
        var scan = new Scan(identity, group);
        var values = fields.Select(f => (Field: f, Value: ValueOf(f, group[0]))).ToList();
        var reading = await DocumentPages.ReadAsync(client, resource, QueryOf(fields, group[0]), page =>
        {
            if (page.Any(image => values.Exists(v => !v.Field.Has(image.Fields, v.Value))))
            {
                sight[Names(fields)] = QuerySight.Ignored;
            }

            return scan.Visit(page);
        }, cancellationToken);
        var how = $"by {string.Join(" and ", fields.Select(static f => f.Name))}";
        Note(reading, ofQuery: true);
        var proves = claimAbsence && reading.Complete && values.TrueForAll(static v => v.Value.Length > 0);
        var rest = Report(scan, group, how, one => proves && !one.InAnyCase && !_unread.ContainsKey(one));
        return (rest, rest.Count < group.Count ? scan.Result(group[0], how)?.Image : null);
    }

    private async Task<IReadOnlyList<WantedDocument>> ByListAsync(IReadOnlyList<WantedDocument> open, CancellationToken cancellationToken)
    {
        var scan = new Scan(identity, open);
        var reading = await DocumentPages.ReadAsync(client, resource, "", page =>
        {
            sight.Lists = true;
            return scan.Visit(page);
        }, cancellationToken);
        Note(reading, ofQuery: false);
        return Report(scan, open, "in the list", one => reading.Complete && sight.Lists && !_unread.ContainsKey(one));
    }

    private List<WantedDocument> Report(Scan scan, IReadOnlyList<WantedDocument> wanted, string how, Func<WantedDocument, bool> absent)
    {
        var rest = new List<WantedDocument>();
        foreach (var one in wanted)
        {
            var result = scan.Result(one, how);
            if (result?.Image is { } image)
            {
                sight.Show(image);
            }

            if ((result ?? (absent(one) ? new DocumentLookup { How = how } : null)) is { } known)
            {
                report(one, known);
            }
            else
            {
                rest.Add(one);
            }
        }

        return rest;
    }

    private void Note(PageReading reading, bool ofQuery)
    {
        if (reading.Error is { } error)
        {
            _refusal = new DocumentLookup { Problem = error.Message.TrimEnd('.'), Error = error };
            _ = error.Problem == ProblemKind.Connection ? Interlocked.Increment(ref _silent) : 0;
            return;
        }

        Volatile.Write(ref _silent, 0);
        if (reading.Status is 403 or 404 || (reading.Status == 400 && !ofQuery))
        {
            _refusal = new DocumentLookup { Problem = reading.Refusal, RefusedWith = reading.Status };
        }
        else if (reading.Gap is { } gap)
        {
            _gap = gap;
        }
    }

    private DocumentLookup Unknown() => sight.Lists || _gap is not null
        ? new DocumentLookup
        {
            Problem = $"no query is known to find {resource}, and of their list {_gap ?? "nothing was shown"}",
        }
        : new DocumentLookup
        {
            NothingShown = true,
            Problem = $"the server shows no {resource} at all, so that nothing proves that one could be seen",
        };

    private static string Names(IReadOnlyList<QueryField> fields) => string.Join('&', fields.Select(static f => f.Name));

    private string QueryOf(IReadOnlyList<QueryField> fields, WantedDocument wanted) =>
        string.Join('&', fields.Select(f => f.Query(ValueOf(f, wanted))));

    private string ValueOf(QueryField field, WantedDocument wanted) =>
        QueryField.Of(identity, wanted).FirstOrDefault(f => f.Name == field.Name)?.Value ?? "";

    private ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
}
