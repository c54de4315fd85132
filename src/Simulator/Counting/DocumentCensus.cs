using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Counting;

/// <summary>Counts the documents that are there.</summary>
internal static class DocumentCensus
{
    public static DocumentCounts Count(DocumentStore store, bool atStart)
    {
        lock (store.Gate)
        {
            var counts = store.Tables
                .Select(table => (table.Definition.Name, Count: table.Documents.LongCount(document => document.AtStart == atStart)))
                .Where(pair => pair.Count > 0)
                .GroupBy(pair => pair.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count), StringComparer.Ordinal);
            return new(counts.Values.Sum(), counts);
        }
    }
}
