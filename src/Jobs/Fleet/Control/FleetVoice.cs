using System.Collections.Concurrent;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Says what machines say, with their names; what all of them warn of is a warning once.</summary>
/// <param name="host">Is told.</param>
internal sealed class FleetVoice(IJobHost host)
{
    private readonly ConcurrentDictionary<string, string> _warned = new(StringComparer.Ordinal);

    /// <summary>Says it.</summary>
    public void Say(string machine, MemberText text)
    {
        var line = $"{machine}: {text.Text}";
        if (text.Kind == MemberTextKind.Warning && _warned.TryAdd(text.Text, machine))
        {
            host.Warn(line);
        }
        else if (text.Kind == MemberTextKind.Detail)
        {
            host.Detail(line);
        }
        else
        {
            host.Note(line);
        }
    }
}
