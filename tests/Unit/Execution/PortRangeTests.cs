using EdFi.BatchPerf.Resources;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>What each operating system says of its local ports, in whatever language.</summary>
public sealed class PortRangeTests
{
    /// <summary>System, what it says, and the number of ports.</summary>
    public static TheoryData<string, string, int?> Said => new()
    {
        { "Linux", "32768\t60999\n", 28_232 },
        { "Linux", "1024 1024", 1 },
        { "Linux", "60999 32768", null },
        { "Linux", "", null },
        { "Linux", "a b", null },
        { "Linux", "1 2 3", null },
        { "macOS", "49152\n65535\n", 16_384 },
        { "macOS", "net.inet.ip.portrange.first: 16384\nnet.inet.ip.portrange.last: 65535\n", 49_152 },
        { "macOS", "sysctl: unknown oid 'net.inet.ip.portrange.first'\n", null },
        {
            "Windows",
            "\r\nProtocol tcp Dynamic Port Range\r\n---------------------------------\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n\r\n",
            16_384
        },
        {
            "Windows",
            "\r\nBereich dynamischer Ports für das Protokoll \"tcp\"\r\n---------------------------------\r\nStartport       : 10000\r\nAnzahl von Ports : 55536\r\n\r\n",
            55_536
        },
        { "Windows", "\r\nPlage de ports dynamiques du protocole tcp\r\n---\r\nPort de démarrage   : 49152\r\nNombre de ports     : 16384\r\n", 16_384 },
        { "Windows", "The following command was not found: int ipv4 show dynamicport tcp.\r\n", null },
        { "Windows", "Start Port : 49152\r\nNumber of Ports : 0\r\n", null },
        { "Windows", "Start Port : 49152\r\nNumber of Ports : 99999999999\r\n", null },
    };

    [Theory]
    [MemberData(nameof(Said))]
    public void The_number_of_local_ports_is_read_out_of_it(string system, string said, int? ports) =>
        Assert.Equal(ports, Of(system).CountIn(said));

    [Theory]
    [InlineData("Linux", "ip_local_port_range")]
    [InlineData("macOS", "portrange.first")]
    [InlineData("Windows", "dynamicport tcp")]
    public void It_is_widened_where_it_was_read(string system, string words)
    {
        Assert.Contains(words, Of(system).Widen, StringComparison.Ordinal);
        Assert.Contains(words, string.Join(' ', Of(system).Arguments.Prepend(Of(system).File)), StringComparison.Ordinal);
    }

    private static PortRange Of(string system) => system switch
    {
        "macOS" => PortRange.MacOS,
        "Windows" => PortRange.Windows,
        _ => PortRange.Linux,
    };
}
