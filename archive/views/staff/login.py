"""Signing in, the one door for staff and admin; whoever fails again and again is asked to wait."""
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.access import attempts
from archive.access.visitors import address
from archive.views.pages import page


class Login(LoginView):
    template_name = "staff/login.html"
    next_page = "staff"

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if seconds := attempts.wait(address(request)):
            return self.put_off(seconds)
        return super().post(request, *args, **kwargs)

    def put_off(self, seconds: int) -> HttpResponse:
        sentence = _("登录失败太多次：请过 {n} 分钟再试。").format(n=-(-seconds // 60))
        answer = page(self.request, self.template_name, {"form": AuthenticationForm(), "put_off": sentence}, status=429)
        answer["Retry-After"] = str(seconds)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        attempts.failed(address(self.request))
        return super().form_invalid(form)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        attempts.forget(address(self.request))
        return super().form_valid(form)
