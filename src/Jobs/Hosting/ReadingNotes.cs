using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Reports the queries and reads that a server was seen to honour when documents were read back.</summary>
internal static class ReadingNotes
{
    /// <summary>Reports them, a line for each resource.</summary>
    /// <param name="say">The stream of the host: <see cref="IJobHost.Note"/> or <see cref="IJobHost.Detail"/>.</param>
    /// <param name="client">The server.</param>
    public static void Tell(Action<string> say, IResourceClient client)
    {
        ArgumentNullException.ThrowIfNull(say);
        foreach (var learnt in ServerSight.Describe(client))
        {
            say($"Reading back {learnt}.");
        }
    }
}
