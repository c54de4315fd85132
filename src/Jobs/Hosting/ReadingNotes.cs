using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Says what a server was seen to honour when documents were read back.</summary>
public static class ReadingNotes
{
    /// <summary>Says it, a line for each resource.</summary>
    /// <param name="say">Of the host: how a job goes on, or what is of use for finding faults only.</param>
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
