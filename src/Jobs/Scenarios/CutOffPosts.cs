using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.ReadingBack;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>Warns of fixtures and descriptors whose POST was under way when the job was stopped.</summary>
internal static class CutOffPosts
{
    /// <summary>The resources of a server, with such warnings.</summary>
    public static GuardedClient Watch(IJobHost host, IResourceClient client) => new(client)
    {
        CutOff = (resource, document) =>
        {
            var text = Encoding.UTF8.GetString(document.Span);
            host.WarnOfRemains($"Stopped: whether {resource} {NaturalKeys.Derive(resource, text) ?? text} was created is not known. If it "
                + "was, it stays.");
        },
    };
}
