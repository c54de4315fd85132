using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Says what a server was seen to honour when documents were read back.</summary>
public static class ReadingNotes
{
    /// <summary>Tells the host, as a detail.</summary>
    public static void Tell(IJobHost host, IResourceClient client)
    {
        ArgumentNullException.ThrowIfNull(host);
        foreach (var learnt in ServerSight.Describe(client))
        {
            host.Detail($"Read back {learnt}.");
        }
    }
}
