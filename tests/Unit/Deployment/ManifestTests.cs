using k8s.Models;

namespace EdFi.BatchPerf.Unit.Deployment;

public sealed class ManifestTests
{
    public static TheoryData<string> Files => [.. Manifests.Resources];

    public static TheoryData<string> Jobs => ["load.yaml", "merge.yaml"];

    [Fact]
    public void Every_manifest_is_one_of_the_kustomization_s_resources() => Assert.Equal(
        Directory.GetFiles(Repository.File("deploy/kubernetes"), "*.yaml").Select(Path.GetFileName).Where(static f => f != "kustomization.yaml").Order(StringComparer.Ordinal),
        Manifests.Resources.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Manifests_have_only_fields_that_Kubernetes_knows(string file) => Assert.NotEmpty(Manifests.Read(file));

    [Fact]
    public void There_are_as_many_pods_as_shares_of_the_plan()
    {
        var spec = Manifests.Load.Spec;

        Assert.Equal(("Indexed", spec.Completions), (spec.CompletionMode, spec.Parallelism));
        Assert.Equal($"*/{spec.Completions}", Manifests.Plan["PERF_SEGMENT"]);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_pod_that_failed_is_not_started_again_and_every_wait_ends(string file)
    {
        var spec = Assert.IsType<V1Job>(Assert.Single(Manifests.Read(file))).Spec;

        Assert.Equal((0, "Never"), (spec.BackoffLimitPerIndex ?? spec.BackoffLimit, spec.Template.Spec.RestartPolicy));
        Assert.NotNull(spec.ActiveDeadlineSeconds);
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Pods_need_no_rights(string file)
    {
        var pod = Assert.IsType<V1Job>(Assert.Single(Manifests.Read(file))).Spec.Template.Spec;

        Assert.True(pod.SecurityContext.RunAsNonRoot);
        Assert.False(pod.AutomountServiceAccountToken);
        Assert.All([.. pod.Containers, .. pod.InitContainers ?? []], static c =>
        {
            Assert.False(c.SecurityContext.AllowPrivilegeEscalation);
            Assert.True(c.SecurityContext.ReadOnlyRootFilesystem);
            Assert.Equal(["ALL"], c.SecurityContext.Capabilities.Drop);
        });
    }

    [Fact]
    public void Key_and_secret_come_from_a_Secret_and_are_in_no_argument_or_file()
    {
        var pod = Manifests.Load.Spec.Template.Spec;

        Assert.All([.. pod.Containers, .. pod.InitContainers], static c => Assert.Contains(c.EnvFrom, static e => e.SecretRef?.Name == "batchperf-key"));
        Assert.DoesNotContain(Manifests.Plan.Keys, static name => name.Contains("KEY", StringComparison.Ordinal) || name.Contains("SECRET", StringComparison.Ordinal));
        Assert.All([.. Manifests.Resources, "kustomization.yaml"], static f => Assert.DoesNotContain("PERF_API_SECRET", Manifests.Text(f), StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_runs_as_the_pods_user_and_not_as_root()
    {
        var user = Manifests.Load.Spec.Template.Spec.SecurityContext.RunAsUser;

        Assert.Contains($"USER {user}:{user}", File.ReadAllText(Repository.File("deploy/Dockerfile")), StringComparison.Ordinal);
    }
}
