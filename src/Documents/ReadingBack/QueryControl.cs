using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>
/// Finds out by a document that is known to be there whether a query by certain fields would show one: the positive control without which
/// an empty answer proves nothing.
/// </summary>
internal sealed class QueryControl(IResourceClient client, string resource, ResourceSight sight)
{
    private const int MostTries = 3;

    /// <summary>Tries a query.</summary>
    /// <param name="fields">Its fields, one or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<QuerySight> TryAsync(IReadOnlyList<QueryField> fields, CancellationToken cancellationToken)
    {
        var tried = 0;
        foreach (var known in await CandidatesAsync(fields, cancellationToken))
        {
            var values = fields.Select(f => f.ValueIn(known.Fields)!).ToList();
            var (seen, foreign) = (false, false);
            var query = string.Join('&', fields.Zip(values, static (f, v) => f.Query(v)));
            var reading = await DocumentPages.ReadAsync(client, resource, query, page =>
            {
                seen |= page.Any(image => DocumentPages.Same(image, known));
                foreign |= page.Any(image => fields.Zip(values).Any(pair => !pair.First.Has(image.Fields, pair.Second)));
                return !seen;
            }, cancellationToken);
            if (seen)
            {
                return foreign ? QuerySight.Ignored : QuerySight.Finds;
            }

            if (reading.Status != 0 || reading.Error is not null)
            {
                return QuerySight.Refused;
            }

            if (await IsThereAsync(known, cancellationToken) || ++tried == MostTries)
            {
                return QuerySight.FindsNothing;
            }

            sight.Drop(known); // another client deleted it meanwhile
        }

        return QuerySight.NoControl;
    }

    private async Task<IReadOnlyList<DocumentImage>> CandidatesAsync(IReadOnlyList<QueryField> fields, CancellationToken cancellationToken)
    {
        var known = sight.Controls.Where(Bears).ToList();
        if (known.Count < MostTries)
        {
            await DocumentPages.ReadAsync(client, resource, "", page =>
            {
                sight.Lists = true;
                known.AddRange(page.Where(Bears).Take(MostTries));
                return known.Count < MostTries;
            }, cancellationToken);
        }

        return known;

        bool Bears(DocumentImage image) => fields.All(f => f.IsProvedBy(image.Fields));
    }

    private async Task<bool> IsThereAsync(DocumentImage known, CancellationToken cancellationToken)
    {
        if (known.Id is not { } id)
        {
            return true; // nothing shows that it is gone, so the query is not trusted
        }

        try
        {
            return (await client.ReadAsync(resource, id, cancellationToken)).Status != 404;
        }
        catch (BatchPerfException)
        {
            return true;
        }
    }
}
